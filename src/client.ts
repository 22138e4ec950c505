export { BoardCell, BoardField } from './admin/board/BoardField.js'
export { PlanStatus } from './admin/plan/PlanStatus.js'
export { ChecksField, RunProgress } from './admin/run/RunFields.js'
export { SeriesProgress } from './admin/series/SeriesProgress.js'
