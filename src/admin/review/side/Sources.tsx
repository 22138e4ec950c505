'use client'
import { Link } from '@payloadcms/ui'
import { isRecord, textOf } from '../../shared/api.js'
import { useAddresses } from '../../shared/useAddresses.js'
import { useWords } from '../../shared/useWords.js'
import type { Background, DeskSlugs } from '../desk.js'
import { Part } from '../draft/Parts.js'

interface SourcesProps {
  background: Background
  slugs: DeskSlugs
}

/** What a draft rests on: its position, the passages of its kit, its plan. */
export const Sources = ({ background: { kit, plan, position }, slugs }: SourcesProps) => {
  const words = useWords()
  const { document } = useAddresses()
  if (!kit && !plan && !position) return <p className="coursewright-muted">{words('review:noSources')}</p>
  const best = textOf(position?.solution?.line) || textOf(position?.solution?.best)
  return (
    <>
      {position && (
        <section>
          <h3>
            <Link href={document(slugs.positions, position.id)} prefetch={false}>
              {words('review:fromPosition')}
            </Link>
          </h3>
          {best !== '' && <p dir="auto">{words('review:bestMove', { best })}</p>}
          {textOf(position.source) !== '' && (
            <p dir="auto">{words('review:source', { source: textOf(position.source) })}</p>
          )}
        </section>
      )}
      {kit && (
        <section>
          <h3>
            <Link href={document(slugs.kits, kit.id)} prefetch={false}>
              {words(kit.isCited ? 'review:cited' : 'review:kit', { title: textOf(kit.title) })}
            </Link>
          </h3>
          {kit.passages.map(({ key, title, text }) => (
            <details key={key} open={kit.isCited}>
              <summary dir="auto">{`[${key}] ${title}`}</summary>
              <p className="coursewright-side__passage" dir="auto">
                {text}
              </p>
            </details>
          ))}
        </section>
      )}
      {plan && (
        <section>
          <h3>
            <Link href={document(slugs.plans, plan.id)} prefetch={false}>
              {words('review:fromPlan', { objective: textOf(plan.objective) })}
            </Link>
          </h3>
          {(Array.isArray(plan.content) ? plan.content.filter(isRecord) : []).map((block, index) => (
            <Part block={block} game="" games={{}} isChanged={false} key={textOf(block.id) || index} />
          ))}
        </section>
      )}
    </>
  )
}
