/**
 * Whether an address may be downloaded from: one of `hosts` or below it, label by label and over https only, or one of the whole
 * origins among them, such as `http://127.0.0.1:4000`. Never one with a name and password.
 */
export function mayDownload(address: URL, hosts: readonly string[]): boolean {
  if (address.username !== '' || address.password !== '') return false
  return hosts.some((allowed) =>
    allowed.includes('://')
      ? address.origin === allowed
      : address.protocol === 'https:' && (address.hostname === allowed || address.hostname.endsWith(`.${allowed}`)),
  )
}
