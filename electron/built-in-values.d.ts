/** The app's version, put in by the build. */
declare const __COMPTOIR_VERSION__: string
