'use client'
import { words } from '../words.js'
import type { RunView } from './RunView.js'

/** What was asked for, and which drills are missing and why, for people to read. */
export const RunFacts = ({ run: { input, gaps } }: { run: RunView }) => {
  const asked = Object.entries(input ?? {}).filter(([, value]) => value !== null && value !== undefined)
  return (
    <>
      <h3>{words.run.input}</h3>
      <dl className="coursewright-run__facts">
        {asked.map(([name, value]) => (
          <div key={name}>
            <dt>{words.run.inputs[name] ?? name}</dt>
            <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
          </div>
        ))}
      </dl>
      {gaps?.length ? (
        <>
          <h3>{words.run.gaps}</h3>
          <dl className="coursewright-run__facts">
            {gaps.map(({ step, key, reason }) => (
              <div key={`${step}-${key}`}>
                <dt>{words.run.gap(step, key)}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </>
  )
}
