'use client'
import { useCallback, useState } from 'react'
import { useRead } from './api.js'
import { type Drill, type Id, readSeries } from './content.js'
import { DrillPlay } from './DrillPlay.js'
import { Frame } from './Frame.js'

/** A series of drills, to be played one after the other. */
export const SeriesPage = ({ id }: { id: string }) => (
  <Frame read={useRead(useCallback(() => readSeries(id), [id]))} title={({ title }) => title}>
    {({ drills }) =>
      drills.length > 0 ? <Series drills={drills} /> : <p className="note">No drill of it is published yet.</p>
    }
  </Frame>
)

const Series = ({ drills }: { drills: readonly Drill[] }) => {
  const [index, setIndex] = useState(0)
  /** How each was answered at the first try. */
  const [firstTries, setFirstTries] = useState<ReadonlyMap<Id, boolean>>(new Map())
  const drill = drills[index]
  const right = [...firstTries.values()].filter(Boolean).length
  const answered = (id: Id, isRight: boolean) =>
    setFirstTries((known) => (known.has(id) ? known : new Map([...known, [id, isRight]])))
  if (!drill)
    return (
      <section className="note">
        <h2>Done</h2>
        <p>
          {right} of {drills.length} at the first try.
        </p>
        <button
          className="button"
          onClick={() => {
            setFirstTries(new Map())
            setIndex(0)
          }}
          type="button"
        >
          Play them again
        </button>
      </section>
    )
  return (
    <>
      <p className="count">
        Drill {index + 1} of {drills.length}
        <progress aria-label="Drills done" max={drills.length} value={firstTries.size} />
      </p>
      <DrillPlay
        drill={drill}
        isLast={index === drills.length - 1}
        key={drill.id}
        onAnswer={(isRight) => answered(drill.id, isRight)}
        onNext={() => setIndex(index + 1)}
      />
    </>
  )
}
