// What components rendered on the server know of it. No file with 'use client' may import this one.
export { readableIn, roleOfUser } from '../../access/access.js'
export { readBacklog } from '../../figures/readBacklog.js'
export { mostCounted, readCoverage } from '../../figures/readCoverage.js'
export { readHealth } from '../../figures/readHealth.js'
// Constants only.
export { importFormats } from '../../library/readers/formats.js'
export { readUsage } from '../../limits/usage/readUsage.js'
// Server components find their settings where jobs find theirs.
export { settingsOf } from '../../options/Settings.js'
export { type Coursewright, coursewrightOf } from '../../runs/coursewrightOf.js'
export { poolStore } from '../../runs/sql/store.js'
