import type { RecipeFile } from '../../../shared/model/recipes';
import { Card } from '../../components/Card';
import { CopyButton } from '../../components/CopyButton';
import styles from './RecipesPage.module.css';

/** The recipe's files in full, to read or to take along. */
export function RecipeFiles({ files }: { files: readonly RecipeFile[] }) {
  return files.map(({ name, how, text, note }) => (
    <Card
      key={name}
      flush
      title={name}
      aside={
        <>
          {how === 'placed' ? 'placed by the changes' : 'copied by hand'}{' '}
          <CopyButton size="small" text={text} />
        </>
      }
    >
      <p className={styles.area}>{note}</p>
      {/* Long files scroll here, by keys, too. */}
      <pre className={styles.text} tabIndex={0} aria-label={`Text of ${name}`}>
        {text}
      </pre>
    </Card>
  ));
}
