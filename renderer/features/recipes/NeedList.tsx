import type { RecipeNeed } from '../../../shared/model/recipes';
import { Lamp } from '../../components/Lamp';
import styles from './RecipesPage.module.css';

/** What the recipe needs from this server, with a light each. */
export function NeedList({ needs }: { needs: readonly RecipeNeed[] }) {
  return (
    <ul className={styles.needs}>
      {needs.map(({ id, title, state, sentence }) => (
        <li key={id} className={styles.need}>
          <Lamp state={state} />
          <span>
            <span className={styles.title}>{title}</span> {sentence}
          </span>
        </li>
      ))}
    </ul>
  );
}
