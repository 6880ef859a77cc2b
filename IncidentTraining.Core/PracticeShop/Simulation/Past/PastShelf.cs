using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// Caches simulated pasts; the least recently used are dropped first. It contains only results of a pure function: a dropped past is
/// simulated again, with the same figures.
/// </summary>
static class PastShelf
{
    /// <summary>Cached hours, about 1.6 MiB each.</summary>
    public const int MostPasts = 32;

    /// <summary>Cached days, about 40 KiB each.</summary>
    const int MostDays = 64;

    static readonly Shelf<ShopPast> Pasts = new(MostPasts);
    static readonly Shelf<ShopOverlay> Days = new(MostDays);

    /// <summary>An hour before runs.</summary>
    public static ShopPast Past(EarlierShop shop, int variant) => Pasts.Get(Key(shop, variant), () => ShopPast.Play(shop, variant));

    /// <summary>A day before runs.</summary>
    public static ShopOverlay Yesterday(EarlierShop shop, int variant) =>
        Days.Get(Key(shop, variant), () => ShopYesterday.Play(shop, variant));

    // A scenario that was modified in memory has the text of the original. Its lists are compared by content.
    static ShopKey Key(EarlierShop shop, int variant) =>
        new(
            shop.Scenario.Source,
            shop.Key,
            shop.Scenario.Limits,
            shop.Scenario.ServiceLevels,
            shop.Scenario.Traffic with
            {
                Ramp = [],
            },
            variant
        );

    sealed record ShopKey(string Source, string Shop, ShopLimits Limits, ServiceLevels Levels, TrafficPlan Traffic, int Variant);

    sealed class Shelf<T>(int most)
    {
        readonly Lock _gate = new();
        readonly LinkedList<(ShopKey Key, Lazy<T> Value)> _kept = [];

        public T Get(ShopKey key, Func<T> play) => Find(key, play).Value;

        Lazy<T> Find(ShopKey key, Func<T> play)
        {
            lock (_gate)
            {
                for (var node = _kept.First; node is not null; node = node.Next)
                {
                    if (node.Value.Key != key)
                        continue;
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Value;
                }

                // Simulated once, outside the lock: callers with the same key wait for it, and others do not.
                var fresh = new Lazy<T>(play);
                _kept.AddFirst((key, fresh));
                if (_kept.Count > most)
                    _kept.RemoveLast();
                return fresh;
            }
        }
    }
}
