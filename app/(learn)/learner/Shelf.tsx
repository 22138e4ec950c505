'use client'
import { useRead } from './api.js'
import { type Named, readShelf } from './content.js'
import { Frame } from './Frame.js'

/** Everything that is published. */
export const Shelf = () => (
  <Frame isHome read={useRead(readShelf)} title={() => 'What would you like to learn?'}>
    {({ courses, lessons, series }) =>
      courses.length + lessons.length + series.length === 0 ? (
        <p className="note">Nothing is published yet. Come back when your teachers have published something.</p>
      ) : (
        <>
          <Titles docs={courses} heading="Courses" path="courses" />
          <Titles docs={series} heading="Drills" path="series" />
          <Titles docs={lessons} heading="Lessons" path="lessons" />
        </>
      )
    }
  </Frame>
)

const Titles = ({ docs, heading, path }: { docs: Named[]; heading: string; path: string }) =>
  docs.length > 0 && (
    <section>
      <h2>{heading}</h2>
      <ul className="cards">
        {docs.map(({ id, title, description }) => (
          <li key={id}>
            <a className="card" dir="auto" href={`/learn/${path}/${id}`}>
              <strong>{title}</strong>
              {description && <span>{description}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
