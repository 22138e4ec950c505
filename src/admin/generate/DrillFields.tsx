'use client'
import type { Ref } from 'react'
import { mostDrillsPerBatch } from '../../options/CoursewrightOptions.js'
import { InputField } from '../shared/form.js'
import { formatCount } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { DrillRequest, RequestProblems } from './drillRequest.js'

interface NumberFieldsProps {
  request: DrillRequest
  problems: RequestProblems
  change: (change: Partial<DrillRequest>) => void
  firstRef: Ref<HTMLInputElement>
}

export const NumberFields = ({ request, problems, change, firstRef }: NumberFieldsProps) => {
  const words = useWords()
  return (
    <div className="coursewright-form__pair">
      <InputField
        id="coursewright-target"
        inputRef={firstRef}
        label={words('generate:target')}
        min={1}
        onChange={(targetDrillCount) => change({ targetDrillCount })}
        problem={problems.targetDrillCount}
        type="number"
        value={request.targetDrillCount}
      />
      <InputField
        hint={words('generate:batchSizeHint')}
        id="coursewright-batch-size"
        label={words('generate:batchSize')}
        max={mostDrillsPerBatch}
        min={1}
        onChange={(batchSize) => change({ batchSize })}
        problem={problems.batchSize}
        type="number"
        value={request.batchSize}
      />
    </div>
  )
}

interface PhaseChoiceProps {
  phases: readonly { value: string; label: string }[]
  chosen: readonly string[]
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  problem?: string
  onChange: (chosen: string[]) => void
}

/** Which phases to draw from, each with how many positions the library has for it. */
export const PhaseChoice = ({ phases, chosen, available, problem, onChange }: PhaseChoiceProps) => {
  const words = useWords()
  return (
    <fieldset
      aria-describedby={problem ? 'coursewright-phases-problem' : undefined}
      className={`coursewright-field coursewright-phases${problem ? ' coursewright-field--wrong' : ''}`}
    >
      <legend className="coursewright-field__label">{words('generate:phases')}</legend>
      {phases.map(({ value, label }) => {
        const id = `coursewright-phase-${value}`
        const count = available?.[value]
        return (
          <div className="coursewright-phases__phase" key={value}>
            <input
              checked={chosen.includes(value)}
              id={id}
              onChange={({ target }) =>
                onChange(
                  phases
                    .map((phase) => phase.value)
                    .filter((phase) => (phase === value ? target.checked : chosen.includes(phase))),
                )
              }
              type="checkbox"
            />
            <label htmlFor={id}>
              {label}
              {count === undefined ? null : (
                <span className="coursewright-phases__count">
                  {' '}
                  {words('generate:phaseCount', { count, shown: formatCount(words, count) })}
                </span>
              )}
            </label>
          </div>
        )
      })}
      {problem ? (
        <p className="coursewright-field__problem" id="coursewright-phases-problem">
          {problem}
        </p>
      ) : null}
    </fieldset>
  )
}
