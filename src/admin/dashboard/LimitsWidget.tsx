import { LeftOnDashboard } from './LeftOnDashboard.js'
import { Frame, readerOf, type WidgetProps } from './Widget.js'

/** What limits and budgets leave for the reader. */
export const LimitsWidget = ({ req }: WidgetProps) => {
  const reader = readerOf(req)
  return (
    reader && (
      <Frame title={reader.words('widgets:left')}>
        <LeftOnDashboard />
      </Frame>
    )
  )
}
