// What components rendered on the server know of it. No file with 'use client' may import this one.
// Constants only.
export { importFormats } from '../../library/readers/formats.js'
// Server components find their settings where jobs find theirs.
export { settingsOf } from '../../options/Settings.js'
export { type Coursewright, coursewrightOf } from '../../runs/coursewrightOf.js'
