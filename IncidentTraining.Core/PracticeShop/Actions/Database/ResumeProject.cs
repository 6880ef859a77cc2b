using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Resumes the hosted project, which takes a minute.</summary>
sealed class ResumeProject : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(60);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "resume-project",
            "Resume the Supabase project",
            "Resumes a project that is not running. It takes a minute until the database accepts connections.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        if (shop.DatabaseServer.Condition != ProjectCondition.Paused)
            throw new NotNowException(
                $"The project {DatabaseOptions.Project} is {shop.DatabaseServer.Condition.ToString().ToLowerInvariant()}."
            );
        return new ActionPlan(
            DatabaseOptions.Project,
            $"The project {DatabaseOptions.Project} is resuming.",
            new ActionStage(TimeSpan.Zero, system =>
            {
                system.DatabaseServer.Condition = ProjectCondition.Resuming;
                return "";
            }),
            new ActionStage(Delay, system =>
            {
                system.DatabaseServer.Condition = ProjectCondition.Active;
                system.Changes.Add("maintenance", $"Project {DatabaseOptions.Project} resumed");
                return $"The project {DatabaseOptions.Project} is active.";
            })
        );
    }
}
