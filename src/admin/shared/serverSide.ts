// What components rendered on the server know of it. No file with 'use client' may import this one.
// biome-ignore lint/style/noRestrictedImports: constants only.
export { importFormats } from '../../library/readers/formats.js'
// biome-ignore lint/style/noRestrictedImports: server components find their settings where jobs find theirs.
export { settingsOf } from '../../options/Settings.js'
