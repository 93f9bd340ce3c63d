import type { RecipeInfo } from '../../../shared/model/recipes';
import { classNames } from '../../components/class-names';
import styles from './RecipesPage.module.css';

interface Props {
  recipes: readonly RecipeInfo[];
  chosen: RecipeInfo['id'] | undefined;
  onChoose: (id: RecipeInfo['id']) => void;
}

/** Every recipe as a button; the chosen one is marked. */
export function RecipeList({ recipes, chosen, onChoose }: Props) {
  return (
    <ul className={styles.list}>
      {recipes.map(({ id, title, temporary }) => (
        <li key={id}>
          <button
            type="button"
            className={classNames(styles.item, id === chosen && styles.on)}
            aria-current={id === chosen ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            {title}
            {temporary && <span className={styles.mark}> for a test</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
