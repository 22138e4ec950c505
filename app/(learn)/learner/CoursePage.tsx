'use client'
import { useCallback } from 'react'
import { useRead } from './api.js'
import { readCourse } from './content.js'
import { Frame } from './Frame.js'
import { Parts } from './Parts.js'

/** A course: its outline first, then what it has beside its lessons, the mind map among it. */
export const CoursePage = ({ id }: { id: string }) => (
  <Frame read={useRead(useCallback(() => readCourse(id), [id]))} title={({ title }) => title}>
    {({ description, language, lessons, series, sections }) => (
      <article lang={language ?? undefined}>
        {description && (
          <p className="lead" dir="auto">
            {description}
          </p>
        )}
        <nav aria-label="Outline" className="outline">
          <ol>
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <a dir="auto" href={`/learn/lessons/${lesson.id}`}>
                  {lesson.title}
                </a>
              </li>
            ))}
          </ol>
          {series.length > 0 && (
            <ul>
              {series.map(({ id: of, title }) => (
                <li key={of}>
                  <a dir="auto" href={`/learn/series/${of}`}>
                    Drills: {title}
                  </a>
                </li>
              ))}
            </ul>
          )}
          {sections.length > 0 && (
            <ul>
              {sections.map((section) => (
                <li key={section.id}>
                  <a dir="auto" href={`#section-${section.id}`}>
                    {section.title}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </nav>
        {sections.map((section) => (
          <section id={`section-${section.id}`} key={section.id}>
            <h2 dir="auto">{section.title}</h2>
            <Parts parts={section.content} />
          </section>
        ))}
      </article>
    )}
  </Frame>
)
