import { LessonPage } from '../../../learner/LessonPage.js'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <LessonPage id={(await params).id} />
}
