import type { Heard } from '../lines';

/** Writes down what is heard; where nobody does (virtual time), a recording is an address without a file. */
export interface RecordWriter {
  open(): RecordTrack;
}

export interface RecordTrack {
  /** What sounds together from now on. */
  hear(heard: readonly Heard[]): void;
  /** The whole file. */
  close(): RecordFile;
}

export interface RecordFile {
  bytes: Buffer;
  /** Media type. */
  type: string;
}

/** A day of a developer's calls; the cloud keeps them for months. */
const KEPT = 100;

/** The storage of recordings: a file appears when its recording has ended. */
export class Records {
  private readonly files = new Map<string, RecordFile>();
  private writer: RecordWriter | null = null;

  writeBy(writer: RecordWriter): void {
    this.writer = writer;
  }

  /** `name` as in the address, without its ending. */
  open(name: string): Recording {
    const track = this.writer?.open();
    let isOver = false;
    return {
      hear: (heard) => track?.hear(heard),
      close: () => {
        if (isOver || !track) return;
        isOver = true;
        this.keep(name, track.close());
      },
    };
  }

  file(name: string): RecordFile | undefined {
    return this.files.get(name);
  }

  /** By its address. */
  delete(address: string): boolean {
    return this.files.delete(/\/records\/([\w-]+)\.mp3$/.exec(address)?.[1] ?? '');
  }

  private keep(name: string, file: RecordFile): void {
    this.files.set(name, file);
    const [oldest] = this.files.keys();
    if (this.files.size > KEPT && oldest !== undefined) this.files.delete(oldest);
  }
}

export interface Recording {
  hear(heard: readonly Heard[]): void;
  /** Once or more often. */
  close(): void;
}
