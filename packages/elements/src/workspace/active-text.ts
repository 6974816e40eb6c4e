import type {OpenDocument, Project} from '@codecraft/core/project';

/** Holds the live text of the file that is shown, so that a host page can read it. */
export class ActiveText {
  private project: Project | null = null;
  private fileId: string | null = null;
  private document: OpenDocument | null = null;

  get text(): string {
    return this.document?.text.toString() ?? '';
  }

  follow(project: Project | null, fileId: string | null): void {
    if (project === this.project && fileId === this.fileId) return;
    this.release();
    this.project = project;
    this.fileId = fileId;
    if (project && fileId) void this.open(project, fileId);
  }

  release(): void {
    this.document?.release();
    this.document = null;
    this.project = null;
    this.fileId = null;
  }

  private async open(project: Project, fileId: string): Promise<void> {
    try {
      const document = await project.openDocument(fileId);
      if (this.project === project && this.fileId === fileId) this.document = document;
      else document.release();
    } catch {
      this.fileId = null; // the editor opens the same file and says why it cannot
    }
  }
}
