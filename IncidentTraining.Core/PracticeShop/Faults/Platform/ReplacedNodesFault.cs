using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The nodes that cache the product lists are replaced by empty ones, one after the other, faster than the lists are cached again. The work
/// is soon over; the fault is present until half of the lists are cached again, or no instance runs a release that needs them.
/// </summary>
/// <param name="nodes">Number of nodes; each caches an equal share of the lists.</param>
/// <param name="everySeconds">Interval between two replacements, in seconds.</param>
sealed class ReplacedNodesFault(int nodes, int everySeconds) : IPassingFault
{
    Replacement? _work;

    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("nodes", "every-seconds");
        return new ReplacedNodesFault(options.Number("nodes", 1, 100), options.Number("every-seconds", 1, 600));
    }

    public void Break(ShopSystem shop)
    {
        var lists = shop.Lists ?? throw new BadOptionException("The shop keeps no product lists: set ‘kept-lists’ under ‘shop’.");
        _work = new Replacement(shop.Kernel, lists, nodes, everySeconds * Kernel.Second);
        _work.Begin(shop.Kernel.Add(_work));
    }

    public bool IsOver(ShopSystem shop) => _work is { IsDone: true };

    public bool IsPresent(ShopSystem shop) =>
        !IsOver(shop)
        || shop.Lists is { } lists
            && lists.Kept * 2 < lists.Lists
            && Array.Exists(shop.Balancer.Instances, instance =>
                instance is { Condition: InstanceCondition.Running or InstanceCondition.Starting, Release: Releases.Newest }
            );

    sealed class Replacement(Kernel kernel, ListStore lists, int nodes, long every) : IComponent
    {
        int _self,
            _next;

        public bool IsDone => _next == nodes;

        public void Begin(int self)
        {
            _self = self;
            Handle(0, 0);
        }

        public void Handle(int what, long subject)
        {
            lists.ReplaceNode(_next++, nodes);
            if (!IsDone)
                kernel.Schedule(every, _self, 0);
        }
    }
}
