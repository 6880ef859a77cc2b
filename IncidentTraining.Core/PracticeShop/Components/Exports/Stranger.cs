using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>
/// A reader of the export who is not a partner and reads page after page. After a refusal they retry later; when limited, they come back
/// from another address.
/// </summary>
sealed class Stranger : IComponent
{
    const int Reads = 0;

    const long Minute = 60 * Kernel.Second,
        AfterRefusal = 30 * Kernel.Second,
        ToAnotherAddress = 20 * Kernel.Second;

    /// <summary>Rented machines, one after the other.</summary>
    static readonly string[] Addresses = ["203.0.113.18", "203.0.113.61", "203.0.113.107", "203.0.113.142", "203.0.113.205"];

    readonly Kernel _kernel;
    readonly OrderExport _export;
    readonly RandomStream _gaps;
    readonly int _self;
    ExportPartner? _partner;
    int _key,
        _rows,
        _next,
        _address,
        _sent;
    long _pause,
        _minute;

    public Stranger(Kernel kernel, OrderExport export, RandomStream gaps)
    {
        (_kernel, _export, _gaps) = (kernel, export, gaps);
        _self = kernel.Add(this);
    }

    /// <summary>Whether the key that they use is still accepted; false for a stranger who needs none.</summary>
    public bool HasGoodKey => _partner is { HasKey: true } && _partner.Key == _key;

    /// <summary>Whether they have, or had, a key of this partner that was the newest when it leaked.</summary>
    public bool ReadsWithKeyOf(ExportPartner partner) => _partner == partner && _key == partner.Key;

    /// <summary>They begin to read.</summary>
    /// <param name="partner">The partner whose key they have; null for none.</param>
    /// <param name="rows">Rows per page.</param>
    /// <param name="seconds">Mean interval between two pages.</param>
    public void Come(ExportPartner? partner, int rows, int seconds)
    {
        (_partner, _key, _rows, _pause) = (partner, partner?.Key ?? 0, rows, seconds * Kernel.Second);
        _kernel.Schedule(_pause, _self, Reads);
    }

    public void Handle(int what, long subject)
    {
        if (_kernel.Now - _minute >= Minute)
            (_minute, _sent) = (_kernel.Now, 0);
        var limit = _export.AddressLimit;
        var status = _export.ReadAsStranger(
            _next,
            _rows,
            Addresses[_address % Addresses.Length],
            _partner,
            _key,
            limit > 0 && _sent >= limit
        );
        _sent++;
        if (status == 200)
            _next += _rows;
        else if (status == 429)
            (_address, _sent) = (_address + 1, 0);
        var pause = status switch
        {
            200 or 503 => _pause,
            429 => ToAnotherAddress,
            _ => AfterRefusal,
        };
        // Half to one and a half times as long: the program avoids a regular pattern.
        _kernel.Schedule(pause / 2 + _gaps.Below((int)(pause / 1000)) * 1000L, _self, Reads);
    }
}
