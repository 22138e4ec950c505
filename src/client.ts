export { BoardCell } from './admin/board/BoardCell.js'
export { BoardField } from './admin/board/BoardField.js'
export { RunProgress } from './admin/progress/RunProgress.js'
export { SeriesProgress } from './admin/progress/SeriesProgress.js'
