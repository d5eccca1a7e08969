import type { Course } from './course.ts';
import type { Report, ReportedLesson } from './report.ts';
import { askedIn } from './report.ts';

/** The person's progress in all lessons; other notebooks are nobody else's concern. */
export async function reportProgress(course: Course, name: string): Promise<Report> {
  const lessons = (await course.lessons()).map((lesson): ReportedLesson => {
    const progress = course.progress.of(lesson.id);
    const done = lesson.required.filter((id) => Object.hasOwn(progress.done, id)).length;
    const { title, required, cells } = lesson;
    return { title, total: required.length, done, ...askedIn(cells), progress };
  });
  return { name, now: Date.now(), lessons, formatTime };
}

/** Local time, to the minute. */
function formatTime(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
