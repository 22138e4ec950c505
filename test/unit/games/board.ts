/** The 26 characters of an XGID from counts per point: positive for the bottom player, negative for the top player. */
export function board(counts: Record<number, number>): string {
  return Array.from({ length: 26 }, (_, point) => {
    const count = counts[point] ?? 0
    if (count === 0) return '-'
    return String.fromCharCode(count > 0 ? 64 + count : 96 - count)
  }).join('')
}
