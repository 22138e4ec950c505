export { GenerateDrills } from './admin/generate/GenerateDrills.js'
export { ImportPositions } from './admin/importing/ImportPositions.js'
export { SeriesProgressCell } from './admin/series/SeriesProgressCell.js'
