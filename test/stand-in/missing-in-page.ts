import 'core-js/actual'
import { addMissingAbortSignals } from './missing-abort-signals'

/** What current Chromium has and the stand-in's Chromium 108 has not: for the page, before its own scripts, and for its preload. */
addMissingAbortSignals()
