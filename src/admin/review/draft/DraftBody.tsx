'use client'
import { DrillShown } from '../../drafts/DrillShown.js'
import { diffLines, linesOf } from '../../people/partText.js'
import { isRecord, textOf } from '../../shared/api.js'
import { useWords } from '../../shared/useWords.js'
import { KeyHint } from '../ActionBar.js'
import type { DraftDocument, DraftProposal } from '../desk.js'
import { Part } from './Parts.js'
import type { PartsPlan } from './useParts.js'

/** A draft as learners would see it, with what reviewers must know of its choices. */
export const DraftBody = ({ document }: { document: DraftDocument }) =>
  document.sort === 'drills' ? <DrillShown fields={document.fields} hasBoard isAnswered /> : <Content {...document} />

const Content = ({ fields, games, parts, names }: DraftDocument) => {
  const words = useWords()
  const blocks = Array.isArray(fields.content) ? fields.content.filter(isRecord) : []
  const texts = ['objective', 'description'].flatMap((name) => (textOf(fields[name]) ? [textOf(fields[name])] : []))
  const tags = ['keywords', 'categories'].flatMap((name) => (Array.isArray(fields[name]) ? fields[name] : []))
  const isEmpty = blocks.length + texts.length + tags.length + Object.keys(names).length === 0
  return (
    <div className="coursewright-content">
      {texts.map((text) => (
        <p className="coursewright-content__lead" dir="auto" key={text}>
          {text}
        </p>
      ))}
      {tags.length > 0 && (
        <ul className="coursewright-content__tags">
          {tags.map((tag) => (
            <li dir="auto" key={String(tag)}>
              {String(tag)}
            </li>
          ))}
        </ul>
      )}
      {(['lessons', 'series'] as const).map((name) =>
        names[name]?.length ? (
          <section key={name}>
            <h3>{words.named('collections', name)}</h3>
            <ol>
              {names[name].map((title, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two may have one title, and their order never changes.
                <li dir="auto" key={index}>
                  {title}
                </li>
              ))}
            </ol>
          </section>
        ) : null,
      )}
      {blocks.map((block, index) => (
        <Part
          block={block}
          game={textOf(fields.game)}
          games={games}
          isChanged={parts.some(({ name, state }) => name === block.part && state === 'changed')}
          key={textOf(block.id) || index}
        />
      ))}
      {isEmpty && <p className="coursewright-muted">{words('review:noContent')}</p>}
    </div>
  )
}

interface ProposalBodyProps {
  proposal: DraftProposal
  /** Which parts are accepted or refused. */
  choices: ReadonlyMap<string, boolean>
  plan: PartsPlan | undefined
  /** The part that the keys are for. */
  at: number
  onChoose: (part: string, isAccepted: boolean) => void
  acceptKey: string
  refuseKey: string
}

/** What would take the place of a person's words, part by part. */
export const ProposalBody = ({ proposal, choices, plan, at, onChoose, acceptKey, refuseKey }: ProposalBodyProps) => {
  const words = useWords()
  if (proposal.diff.length === 0) return <p className="coursewright-muted">{words('review:noPartsLeft')}</p>
  return (
    <div className="coursewright-content">
      <p className="coursewright-muted">
        {words('review:proposedFor')}
        {proposal.feedback ? ` · ${words('people:because', { feedback: proposal.feedback })}` : ''}
      </p>
      <p aria-live="polite" className="coursewright-proposed__plan">
        {plan &&
          words('review:partsPlan', {
            ...{ accepted: plan.accepted.length, refused: plan.refused.length, left: plan.left.length },
          })}
      </p>
      {proposal.diff.map(({ part, now, proposed, isChanged }, index) => (
        <section aria-current={index === at ? 'step' : undefined} className="coursewright-proposed" key={part}>
          <div className="coursewright-proposed__head">
            <h3>{words.named('fields', part)}</h3>
            <span className="coursewright-proposed__choice">
              <button
                aria-keyshortcuts={index === at ? acceptKey : undefined}
                aria-pressed={choices.get(part) === true}
                onClick={() => onChoose(part, true)}
                type="button"
              >
                {words('deskActions:acceptPart')}
                {index === at && <KeyHint label={acceptKey} />}
              </button>
              <button
                aria-keyshortcuts={index === at ? refuseKey : undefined}
                aria-pressed={choices.get(part) === false}
                onClick={() => onChoose(part, false)}
                type="button"
              >
                {words('deskActions:refusePart')}
                {index === at && <KeyHint label={refuseKey} />}
              </button>
            </span>
          </div>
          {isChanged && (
            <p className="coursewright-message coursewright-message--warning">{words('people:changedSince')}</p>
          )}
          <Diff after={proposed} before={now} />
        </section>
      ))}
    </div>
  )
}

/** What goes and what comes, line by line; colours say it to eyes, elements to ears. */
export const Diff = ({ before, after }: { before: unknown; after: unknown }) => (
  <ul className="coursewright-diff">
    {diffLines(linesOf(before), linesOf(after)).map(({ sort, text }, index) => (
      <li
        className={`coursewright-diff__line coursewright-diff__line--${sort}`}
        dir="auto"
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and their order never changes.
        key={index}
      >
        {sort === 'added' ? <ins>{text}</ins> : sort === 'removed' ? <del>{text}</del> : text}
      </li>
    ))}
  </ul>
)
