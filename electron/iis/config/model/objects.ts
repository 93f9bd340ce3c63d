import type { ConfigDocument } from '../document';
import { fold } from '../names';
import type {
  ApplicationConfig,
  BindingConfig,
  PoolConfig,
  SiteConfig,
  VirtualDirectoryConfig,
  Where,
} from '../types';
import type { XmlElement } from '../xml/element';

/** Places are worked out when asked for: most objects are never shown. */
class Placed {
  constructor(
    protected readonly document: ConfigDocument,
    readonly element: XmlElement,
  ) {}

  get where(): Where {
    return this.document.whereOf(this.element.start);
  }
}

export class PoolNode extends Placed implements PoolConfig {
  readonly name: string;
  /** The name, folded. */
  readonly key: string;

  constructor(document: ConfigDocument, element: XmlElement) {
    super(document, element);
    this.name = element.get('name') ?? '';
    this.key = fold(this.name);
  }
}

export class ApplicationNode extends Placed implements ApplicationConfig {
  readonly path: string;

  constructor(
    document: ConfigDocument,
    element: XmlElement,
    readonly pool: string | null,
  ) {
    super(document, element);
    this.path = element.get('path') ?? '/';
  }

  get virtualDirectories(): VirtualDirectoryConfig[] {
    return this.element.children
      .filter(({ name }) => name === 'virtualDirectory')
      .map((each) => ({
        path: each.get('path') ?? '/',
        physicalPath: each.get('physicalPath') ?? null,
        where: this.document.whereOf(each.start),
      }));
  }
}

export class SiteNode extends Placed implements SiteConfig {
  readonly name: string;
  /** The name, folded. */
  readonly key: string;
  readonly id: number | null;
  readonly applications: ApplicationNode[];
  #bindings: BindingConfig[] | undefined;
  #byPath: Map<string, ApplicationNode> | undefined;

  constructor(document: ConfigDocument, element: XmlElement, serverPool: string | undefined) {
    super(document, element);
    this.name = element.get('name') ?? '';
    this.key = fold(this.name);
    const id = element.get('id') ?? '';
    this.id = /^\d{1,10}$/.test(id) ? Number(id) : null;
    // A site's own applicationDefaults come before those of <sites>.
    const pool = element.child('applicationDefaults')?.get('applicationPool') ?? serverPool;
    this.applications = element.children
      .filter(({ name }) => name === 'application')
      .map((each) => new ApplicationNode(document, each, (each.get('applicationPool') ?? pool) || null));
  }

  get bindings(): BindingConfig[] {
    return (this.#bindings ??= this.#readBindings());
  }

  application(path: string): ApplicationNode | undefined {
    if (this.#byPath === undefined) {
      this.#byPath = new Map();
      // The first of two with one path.
      for (const each of [...this.applications].reverse()) this.#byPath.set(fold(each.path), each);
    }
    return this.#byPath.get(fold(path));
  }

  #readBindings(): BindingConfig[] {
    const found: BindingConfig[] = [];
    for (const each of this.element.child('bindings')?.children ?? []) {
      if (each.name === 'clear') found.length = 0;
      if (each.name === 'binding') found.push(readBinding(each, this.document.whereOf(each.start)));
    }
    return found;
  }
}

/** "ip:port:host"; the address may be an IPv6 one in brackets, net.pipe and others have no port. */
function readBinding(element: XmlElement, where: Where): BindingConfig {
  const bindingInformation = element.get('bindingInformation') ?? '';
  const match = /^(\[[^\]]*\]|[^:]*):(\d{1,5}):(.*)$/s.exec(bindingInformation);
  const port = match === null ? null : Number(match[2]);
  const flags = element.get('sslFlags') ?? '0';
  return {
    protocol: element.get('protocol') ?? '',
    bindingInformation,
    address: match?.[1] ?? '',
    port: port !== null && port >= 1 && port <= 65535 ? port : null,
    host: match?.[3] ?? '',
    sslFlags: /^\d{1,9}$/.test(flags) ? Number(flags) : 0,
    where,
  };
}
