// Apart from `input`, which rests on the formats, and they on these.

/** Most lessons of a course. */
export const mostOfCourse = 200
/** Most lessons of a course that is planned at once. */
export const mostPlanned = 40
/** Lessons of a course whose request names no number. */
export const usualLessons = 6
/** Most objectives of one course: its assessment has a question for each. */
export const mostObjectives = 20
/** Most drills of one lesson. */
export const mostDrillsPerLesson = 20
