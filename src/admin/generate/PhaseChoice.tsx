'use client'
import { formatCount } from '../shared/formatCount.js'
import { words } from '../words.js'

interface PhaseChoiceProps {
  phases: readonly { value: string; label: string }[]
  chosen: readonly string[]
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  problem?: string
  onChange: (chosen: string[]) => void
}

/** Which phases to draw from, each with how many positions the library has for it. */
export const PhaseChoice = ({ phases, chosen, available, problem, onChange }: PhaseChoiceProps) => (
  <fieldset
    aria-describedby={problem ? 'coursewright-phases-problem' : undefined}
    className={`coursewright-field coursewright-phases${problem ? ' coursewright-field--wrong' : ''}`}
  >
    <legend className="coursewright-field__label">{words.generate.phases}</legend>
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
                {formatCount(count)} {count === 1 ? 'position' : 'positions'}
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
