/** UTC milliseconds as the Graph API writes a time, in whole seconds: `2026-11-20T10:38:15+0000`. */
export function formatPlatformTime(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, '+0000')
}
