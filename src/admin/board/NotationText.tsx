/** The position as it is written: for games without a board here. */
export const NotationText = ({ notation }: { notation: string }) => (
  <code className="coursewright-board__notation">{notation}</code>
)
