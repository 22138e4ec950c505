import type { RunProgress } from './RunView.js'

interface ProgressBarProps {
  progress: RunProgress
  label: string
}

/** How much is generated, and how much will not come. */
export const ProgressBar = ({ progress: { requested, generated, failed }, label }: ProgressBarProps) => {
  const share = (count: number): string => `${requested ? Math.min(100, (count / requested) * 100) : 0}%`
  return (
    <div
      aria-label={label}
      aria-valuemax={requested}
      aria-valuemin={0}
      aria-valuenow={generated}
      aria-valuetext={label}
      className="coursewright-bar"
      role="progressbar"
    >
      <span className="coursewright-bar__made" style={{ width: share(generated) }} />
      <span className="coursewright-bar__missing" style={{ width: share(failed) }} />
    </div>
  )
}
