import type { RunStatus } from '../shared/runWords.js'
import { words } from '../words.js'
import { ProgressBar } from './ProgressBar.js'
import type { RunProgress } from './RunView.js'

/** `15/20` with a small bar, and the status where it is not simply finished. */
export const SeriesCount = ({ progress, status }: { progress: RunProgress; status: RunStatus }) => (
  <span className="coursewright-series-cell">
    <span aria-hidden>
      {progress.generated}/{progress.requested}
    </span>
    <ProgressBar label={words.progress.cell(progress.generated, progress.requested)} progress={progress} />
    {status !== 'completed' && <span>{words.progress.statuses[status]}</span>}
  </span>
)
