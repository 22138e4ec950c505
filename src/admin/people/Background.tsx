'use client'
import { Link } from '@payloadcms/ui'
import { type ReactNode, useState } from 'react'
import type { Background as BackgroundAnswer } from '../review/desk.js'
import { textOf } from '../shared/api.js'
import { formatCost, formatNumber } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'

interface BackgroundProps {
  slugs: { generationRuns: string; kits: string; plans: string; positions: string }
  /** Of the review in the REST API. */
  url: string
}

/** Where a draft comes from and what it cost; asked for once the user wants to know. */
export const Background = ({ url, ...props }: BackgroundProps) => {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const { answer: background, problem } = useAnswer<BackgroundAnswer>({ question: url, isWanted: isOpen })
  return (
    <details className="coursewright-background" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words('people:background')}</summary>
      {problem !== undefined && (
        <p className="coursewright-message coursewright-message--error" role="alert">
          {problem}
        </p>
      )}
      {background && <Facts {...props} background={background} />}
    </details>
  )
}

const Facts = ({ background, slugs }: Omit<BackgroundProps, 'url'> & { background: BackgroundAnswer }) => {
  const words = useWords()
  const { document } = useAddresses()
  const { provenance, plan, kit, position, cost } = background
  const model = textOf(provenance?.model)
  const provider = textOf(provenance?.provider)
  return (
    <dl className="coursewright-run__facts">
      {provenance?.run != null && (
        <Fact name={words('people:run')}>
          <Link href={document(slugs.generationRuns, provenance.run)}>
            {words('people:runNumber', { id: String(provenance.run) })}
          </Link>
        </Fact>
      )}
      {plan && (
        <Fact name={words('people:plan')}>
          <Link href={document(slugs.plans, plan.id)}>{textOf(plan.objective) || String(plan.id)}</Link>
        </Fact>
      )}
      {model !== '' && (
        <Fact name={words('people:model')}>
          {provider === '' ? model : words('people:modelOf', { model, provider })}
          {provenance?.offline ? ` (${words('people:offline')})` : ''}
        </Fact>
      )}
      {textOf(provenance?.promptVersion) !== '' && (
        <Fact name={words('people:promptVersion')}>{provenance?.promptVersion}</Fact>
      )}
      {kit && (
        <Fact name={words('people:kit')}>
          <Link href={document(slugs.kits, kit.id)}>
            {kit.isCited
              ? words('people:cited', {
                  kit: textOf(kit.title),
                  sources: kit.passages.map(({ title }) => title).join(', '),
                })
              : textOf(kit.title) || String(kit.id)}
          </Link>
        </Fact>
      )}
      {position && (
        <Fact name={words('people:position')}>
          <Link href={document(slugs.positions, position.id)}>{textOf(position.source) || String(position.id)}</Link>
        </Fact>
      )}
      {cost && (
        <Fact name={words('people:cost')}>
          {words('people:costOf', {
            ...{ count: cost.calls, shown: formatNumber(words, cost.calls) },
            ...{ tokens: formatNumber(words, cost.tokens), cost: formatCost(words, cost.usd) },
          })}
        </Fact>
      )}
    </dl>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
