import { useState } from 'react';
import type { RecipeInfo, RecipeValues } from '../../../shared/model/recipes';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { NeedList } from './NeedList';
import { PlaceButtons } from './PlaceButtons';
import { RecipeFiles } from './RecipeFiles';
import { RecipeForm } from './RecipeForm';
import styles from './RecipesPage.module.css';

interface Props {
  serverId: string;
  site: string;
  application: string;
  info: RecipeInfo;
}

/** One recipe for one application: its values, what it needs, its files, and what placing it would change. */
export function RecipeView({ serverId, site, application, info }: Props) {
  const [values, setValues] = useState<RecipeValues>({});
  const asked = { serverId, site, application, recipe: info.id, values };
  const preview = useCall('recipes.preview', asked, { keepPrevious: true });
  const { data } = preview;
  return (
    <div className={styles.view}>
      <Card title={info.title}>
        <p className={styles.summary}>{info.summary}</p>
        <RecipeForm
          parameters={info.parameters}
          values={values}
          problems={data?.problems ?? {}}
          onChange={(name, value) => setValues((now) => ({ ...now, [name]: value }))}
        />
        {data && <PlaceButtons {...{ serverId, site, application }} preview={data} />}
      </Card>
      {preview.isError && !data && (
        <ErrorState inline error={preview.error} onRetry={() => void preview.refetch()} />
      )}
      {preview.isPending && <SkeletonLines lines={6} label="Working out the recipe" />}
      {data && data.needs.length > 0 && (
        <Card title="What it needs here">
          <NeedList needs={data.needs} />
        </Card>
      )}
      {data?.plan && (
        <Card flush title="What placing it would change">
          <div className={styles.area}>
            {data.plan.refusal && <ErrorState inline error={data.plan.refusal} />}
            <ul className={styles.notes}>
              {data.plan.impact.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
          <DiffView diffs={data.plan.diffs} />
        </Card>
      )}
      {data && data.files.length > 0 && <RecipeFiles files={data.files} />}
      {data && data.notes.length > 0 && (
        <Card title="To know">
          <ul className={styles.notes}>
            {data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
