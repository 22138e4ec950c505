import { CoursePage } from '../../../learner/CoursePage.js'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <CoursePage id={(await params).id} />
}
