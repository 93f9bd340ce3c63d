import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SitePicker } from '../../components/SitePicker';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { useFirstSite } from '../../ipc/use-first-site';
import type { PageProps } from '../shell/page-props';
import { PlacedCard } from './PlacedCard';
import { RecipeList } from './RecipeList';
import { RecipeView } from './RecipeView';
import styles from './RecipesPage.module.css';

/** Hosting recipes: choose, fill in, see files and changes, add them to the pending ones. */
export default function RecipesPage({ serverId, navigate, params, ...props }: PageProps) {
  const { site, application, answer } = useFirstSite(serverId, props.site, props.application);
  const list = useCall('recipes.list', {});
  const failed = [answer, list].find(({ isError }) => isError);
  if (failed?.error)
    return (
      <Page heading="The recipes could not be shown.">
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (!list.data || (site === null && answer.isPending)) return <SkeletonPage label="Reading the recipes" />;
  if (site === null)
    return (
      <Page heading="There is no site in this configuration.">
        <EmptyState title="Nowhere to place anything.">
          A recipe is placed in an application of a site.
        </EmptyState>
      </Page>
    );
  const { recipes } = list.data;
  const chosen = recipes.find(({ id }) => id === params['recipe']) ?? recipes[0];
  const where = application === '/' ? site : site + application;
  return (
    <Page
      heading={`What shall host the socket of ${where}?`}
      sub="Nothing is written here: what you add waits among the pending changes."
      right={
        <SitePicker
          {...{ serverId, site, application }}
          onPick={(picked, path) => navigate({ site: picked, application: path, params })}
        />
      }
    >
      <PlacedCard serverId={serverId} />
      <div className={styles.columns}>
        <Card title="Recipes" flush>
          <RecipeList
            recipes={recipes}
            chosen={chosen?.id}
            onChoose={(recipe) => navigate({ params: { recipe } })}
          />
        </Card>
        {chosen && (
          <RecipeView
            key={`${chosen.id}:${site}:${application}`}
            {...{ serverId, site, application }}
            info={chosen}
          />
        )}
      </div>
    </Page>
  );
}
