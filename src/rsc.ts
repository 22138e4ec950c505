export { Generate } from './admin/generate/Generate.js'
export { ImportPositions } from './admin/importing/ImportPositions.js'
export { SeriesProgressCell } from './admin/series/SeriesProgressCell.js'
