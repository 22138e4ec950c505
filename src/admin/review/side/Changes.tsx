'use client'
import { useId, useState } from 'react'
import { type Comparison, comparisons } from '../../../drafts/desk/vocabulary.js'
import { partName } from '../../people/partText.js'
import { formatTime } from '../../shared/format.js'
import { useWords } from '../../shared/useWords.js'
import type { Changes as Answer } from '../desk.js'
import { Diff } from '../draft/DraftBody.js'
import { Asked } from './Asked.js'

interface ChangesProps {
  /** Where they are read. */
  url: string
  /** Of the draft: what another one says is read anew. */
  version: string
  against: Comparison
  onCompare: (against: Comparison) => void
}

const comparisonWords = {
  written: 'review:againstWritten',
  previous: 'review:againstPrevious',
  proposal: 'review:againstProposal',
} as const

const nothingWords = {
  written: 'review:noChanges',
  previous: 'review:noPrevious',
  proposal: 'review:noProposal',
} as const

/** How a draft differs from what was generated, from the version before, or from what is proposed for it. */
export const Changes = ({ url, version, against, onCompare }: ChangesProps) => {
  const words = useWords()
  const id = useId()
  return (
    <>
      <div className="coursewright-side__compare">
        <label htmlFor={id}>{words('review:compareWith')}</label>
        <select id={id} onChange={({ target }) => onCompare(target.value as Comparison)} value={against}>
          {comparisons.map((one) => (
            <option key={one} value={one}>
              {words(comparisonWords[one])}
            </option>
          ))}
        </select>
      </div>
      <Asked<Answer> key={`${version} ${against}`} url={`${url}?against=${against}`}>
        {(answer) => <Differences {...answer} against={against} saved={answer.against} />}
      </Asked>
    </>
  )
}

interface DifferencesProps {
  changes: Answer['changes']
  against: Comparison
  saved: Answer['against']
}

const Differences = ({ changes, against, saved }: DifferencesProps) => {
  const words = useWords()
  // By the clock of the first look: it does not go on.
  const [now] = useState(() => new Date())
  if (changes.length === 0) return <p className="coursewright-muted">{words(nothingWords[against])}</p>
  return (
    <>
      {saved && (
        <p className="coursewright-muted">
          {words('review:againstTime', { time: formatTime(words, saved.at, now) })}
          {saved.writer ? ` · ${words(saved.writer === 'run' ? 'review:byRun' : 'review:byPerson')}` : ''}
        </p>
      )}
      {changes.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two blocks of an editor may have one name, and their order never changes.
        <section key={index}>
          <h3 dir="auto">{change.part === '' ? words('review:untitled') : partName(words, change.part)}</h3>
          <Diff after={change.now} before={change.before} />
        </section>
      ))}
    </>
  )
}
