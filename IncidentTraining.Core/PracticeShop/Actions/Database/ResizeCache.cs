using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Sets the size of the database's cache. A cache that takes the memory of everything else does harm.</summary>
sealed class ResizeCache : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(30);

    // The suggested size is the same in every shop and sufficient in none: it must not reveal the current size or be a repair.
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "resize-cache",
            "Resize the database's cache",
            "Sets shared_buffers of the project. Supabase applies it with a switchover that open connections do not notice. The project has 4 GB of memory in total.",
            Delay,
            [new ArgumentDescription("megabytes", "Megabytes", [], PageCache.Smallest, PageCache.Largest, "512")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var (size, before) = (arguments.Number("megabytes", PageCache.Smallest, PageCache.Largest), shop.DatabaseServer.Cache.Megabytes);
        return new ActionPlan("", $"The cache is being resized from {before} to {size} MB.", new ActionStage(Delay, system =>
            {
                if (size > PageCache.TooLarge)
                    system.Harms.Add("resize-cache", 2, $"A cache of {size} MB leaves too little memory for the database's sessions.");
                system.DatabaseServer.Cache.Megabytes = size;
                system.Changes.Add(
                    "config",
                    size == before ? $"shared_buffers: {size}MB, written again" : $"shared_buffers: {before}MB → {size}MB"
                );
                return $"The database keeps up to {size} MB of pages.";
            }));
    }
}
