/**
 * A key no other request has. `crypto.randomUUID` is missing on pages served without TLS from other hosts than
 * localhost, which is how many a CMS runs inside a company.
 */
export const newRequestKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
