using System.Globalization;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Measures;

/// <summary>Makes a few of the customers with a bad experience complain about it, after the time that people take to write.</summary>
sealed class Complaints : IComponent
{
    /// <summary>Support passes on no more than this: the others repeat them.</summary>
    const long Between = 20 * Kernel.Second;

    const int OneInComplains = 40;

    /// <summary>Time between the experience and the message: minimum, mean beyond it, and maximum.</summary>
    const long Shortest = 20 * Kernel.Second,
        Usual = 45 * Kernel.Second,
        Longest = 240 * Kernel.Second;

    /// <summary>Upper limit of complaints that are being written at the same time.</summary>
    const int Places = (int)(Longest / Between) + 2;

    readonly Kernel _kernel;
    readonly EventLog _events;
    readonly RandomStream _random;
    readonly Meant[] _meant = new Meant[Places];
    readonly int[] _said = new int[Enum.GetValues<Grievance>().Length];
    readonly int _self;
    long _consideredAt = -Between;
    int _next;

    public Complaints(Kernel kernel, EventLog events, RandomStream random)
    {
        (_kernel, _events, _random) = (kernel, events, random);
        _self = kernel.Add(this);
    }

    /// <summary>A customer has had an experience and may complain about it.</summary>
    /// <param name="customer">Who.</param>
    /// <param name="met">What.</param>
    /// <param name="basketCents">Value of the basket; 0 if unknown.</param>
    public void Consider(int customer, Grievance met, int basketCents)
    {
        if (_random.Below(OneInComplains) != 0 || _kernel.Now < _consideredAt + Between)
            return;
        _consideredAt = _kernel.Now;
        var texts = ComplaintTexts.About(met);
        // Never the same words twice in a row.
        var text = _said[(int)met] = (_said[(int)met] + 1 + _random.Below(texts.Count - 1)) % texts.Count;
        var delay = Shortest + (long)(Distribution.Exponential.Draw(_random) * Usual);
        _meant[_next] = new Meant(customer, met, text, basketCents);
        _kernel.Schedule(Math.Min(delay, Longest), _self, 0, _next);
        _next = (_next + 1) % Places;
    }

    public void Handle(int what, long subject)
    {
        var (customer, met, text, basket) = _meant[subject];
        _events.Add(
            ShopEventKind.Complaint,
            $"customer-{customer}",
            string.Format(
                CultureInfo.InvariantCulture,
                ComplaintTexts.About(met)[text],
                (basket / 100.0).ToString("0.00", CultureInfo.InvariantCulture)
            ),
            "Customer"
        );
    }

    readonly record struct Meant(int Customer, Grievance Met, int Text, int BasketCents);
}
