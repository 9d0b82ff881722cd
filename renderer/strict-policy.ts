import { z } from 'zod'

// Imported before every schema: zod would otherwise try `eval` once, which the page's policy reports as a violation.
z.config({ jitless: true })
