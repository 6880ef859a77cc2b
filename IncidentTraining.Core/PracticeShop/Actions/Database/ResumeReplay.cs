using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Makes the database replica apply the changes that it has received.</summary>
sealed class ResumeReplay : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "resume-replay",
            "Resume the replica's replay",
            "Makes the read replica apply all changes it has received, with pg_wal_replay_resume(). It has no effect on a replica that is replaying.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        if (!shop.Replica.Exists)
            throw new NotNowException("This shop has no read replica.");
        return new ActionPlan("", "The replay of the replica is being resumed.", new ActionStage(Delay, system =>
            {
                system.Replica.Resume();
                system.Changes.Add("maintenance", "pg_wal_replay_resume() on the replica");
                return "The replica has carried out all changes that have come to it.";
            }));
    }
}
