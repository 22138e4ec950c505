'use client'
import type { ReactNode } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { type Choice, labelOf } from '../shared/labelOf.js'
import { words } from '../words.js'
import { DocumentTitle } from './DocumentTitle.js'
import type { RunView } from './RunView.js'

/** What the server tells of the names that stand in an input. Plain data. */
export interface InputNames {
  slugs: { curricula: string; profiles: string }
  /** Labels of values, by the name of the input. */
  choices: Readonly<Record<string, readonly Choice[]>>
}

/** What was asked for, and which drills are missing and why, for people to read. */
export const RunFacts = ({ run: { input, gaps }, ...names }: InputNames & { run: RunView }) => {
  // Postgres keeps the names of an input in an order of its own.
  const inOrder = { ...words.run.inputs, ...input }
  const asked = Object.keys(inOrder).flatMap((name) => {
    const value = input?.[name]
    return value === null || value === undefined ? [] : [[name, value] as const]
  })
  return (
    <>
      <h3 className="coursewright-run__title">{words.run.input}</h3>
      <dl className="coursewright-run__facts">
        {asked.map(([name, value]) => (
          <div key={name}>
            <dt>{words.run.inputs[name] ?? name}</dt>
            <dd>{shown(name, value, names)}</dd>
          </div>
        ))}
      </dl>
      {gaps?.length ? (
        <>
          <h3 className="coursewright-run__title">{words.run.gaps}</h3>
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

const shown = (name: string, value: unknown, { slugs, choices }: InputNames): ReactNode => {
  if (name === 'curriculum')
    return <DocumentTitle collection={slugs.curricula} id={value as DocumentId} titleField="subject" />
  if (name === 'profile')
    return <DocumentTitle collection={slugs.profiles} id={value as DocumentId} titleField="name" />
  const values = Array.isArray(value) ? value : [value]
  return values.map((value) => labelOf(choices[name], value)).join(', ')
}
