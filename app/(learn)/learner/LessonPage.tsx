'use client'
import { useCallback } from 'react'
import { useRead } from './api.js'
import { readLesson } from './content.js'
import { Frame } from './Frame.js'
import { Parts } from './Parts.js'

/** A lesson with its sections and quizzes. */
export const LessonPage = ({ id }: { id: string }) => (
  <Frame read={useRead(useCallback(() => readLesson(id), [id]))} title={({ title }) => title}>
    {({ content, sections, language, game }) => (
      <article lang={language ?? undefined}>
        <Parts game={game} parts={content} />
        {sections.map((section) => (
          <section key={section.id}>
            <h2 dir="auto">{section.title}</h2>
            <Parts game={game} parts={section.content} />
          </section>
        ))}
      </article>
    )}
  </Frame>
)
