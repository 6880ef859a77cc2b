using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>
/// <c>GET /api/exports/orders</c>: the newest orders with names and addresses, for partners with a key. It reads a copy of the table, so
/// that customers do not notice; the instances check the key, and each has its own access log.
/// </summary>
sealed class OrderExport : IComponent
{
    const int PartnerReads = 0,
        PartnerHasNewKey = 1;

    /// <summary>How far the intervals between a partner's reads vary, in per cent.</summary>
    const int JitterPercent = 20;

    readonly Kernel _kernel;
    readonly LoadBalancer _balancer;
    readonly Releases _releases;
    readonly IExportReports _reports;
    readonly RandomStream _gaps,
        _shedding;
    readonly List<(long At, int Rows)> _reads = [];
    readonly List<ReadStretch> _strangers = [];
    readonly ExposedCustomers _exposed;
    readonly int _self;
    int _turn;

    public OrderExport(
        Kernel kernel,
        LoadBalancer balancer,
        Releases releases,
        OrderExports limits,
        int customers,
        IExportReports reports,
        Func<string, RandomStream> stream
    )
    {
        (_kernel, _balancer, _releases, _reports, Rows) = (kernel, balancer, releases, reports, limits.Rows);
        (_gaps, _shedding) = (stream("partners"), stream("export-shedding"));
        _exposed = new ExposedCustomers(limits.Rows, customers);
        Log = new AccessLog(balancer.Instances.Length);
        _self = kernel.Add(this);
        Stranger = new Stranger(kernel, this, stream("stranger"));
        balancer.Replaced = Replaced;
        for (var partner = 0; partner < Partners.Length; partner++)
            kernel.Schedule(Between(_gaps, 0, Partners[partner].Every), _self, PartnerReads, partner);
    }

    /// <summary>Orders in the export.</summary>
    public int Rows { get; }

    /// <summary>The partners, who may read it.</summary>
    public ExportPartner[] Partners { get; } = ExportPartner.All();

    /// <summary>The stranger, who may not; reads nothing before a fault lets them in.</summary>
    public Stranger Stranger { get; }

    /// <summary>The access logs of the instances.</summary>
    public AccessLog Log { get; }

    /// <summary>Whether the export is closed.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Request limit per address and minute; 0 for no limit.</summary>
    public int AddressLimit => _balancer.AddressLimit;

    /// <summary>Partners' reads that were refused.</summary>
    public int PartnersRefused { get; private set; }

    /// <summary>
    /// Customers who must be told that a stranger may have read their orders: those whose orders were read while the access logs show which
    /// they were, otherwise everyone with an order in the export.
    /// </summary>
    public int CustomersExposed => Log.IsLost ? _exposed.All : _exposed.Count;

    /// <summary>The periods in which a stranger read orders, oldest first.</summary>
    public IReadOnlyList<ReadStretch> ReadByStranger => _strangers;

    /// <summary>Rows that were returned in the last interval, to partners and strangers.</summary>
    public int RowsIn(TimeSpan window)
    {
        var (rows, since) = (0, _kernel.Now - window.Ticks / TimeSpan.TicksPerMicrosecond);
        for (var read = _reads.Count - 1; read >= 0 && _reads[read].At > since; read--)
            rows += _reads[read].Rows;
        return rows;
    }

    /// <summary>Whether a stranger read orders in the last interval.</summary>
    public bool WasReadByStranger(TimeSpan window) =>
        _strangers is [.., var last] && TimeSpan.FromMicroseconds(_kernel.Now) - last.To < window;

    /// <summary>The partner with this id.</summary>
    public ExportPartner PartnerOf(string id) => Array.Find(Partners, partner => partner.Id == id)!;

    /// <summary>A partner's key is revoked, and the partner gets a new one.</summary>
    public void Revoke(ExportPartner partner)
    {
        partner.Revoke();
        _kernel.Schedule(ExportPartner.NewKeyAfter, _self, PartnerHasNewKey, Array.IndexOf(Partners, partner));
    }

    /// <summary>A stranger requests a page.</summary>
    /// <param name="first">Its first row.</param>
    /// <param name="rows">Rows per page.</param>
    /// <param name="address">Where the request comes from.</param>
    /// <param name="partner">The partner whose key it has; null for none.</param>
    /// <param name="number">The number of that key.</param>
    /// <param name="isLimited">Whether the address has reached its limit in this minute.</param>
    /// <returns>HTTP status.</returns>
    public int ReadAsStranger(int first, int rows, string address, ExportPartner? partner, int number, bool isLimited)
    {
        var key = partner is null ? "" : NameOf(partner, number);
        var status = isLimited ? 429 : Answer(partner is { HasKey: true } && partner.Key == number);
        if (status != 200)
        {
            _reports.Refused(status, address, key);
            return status;
        }

        GiveOut(rows, address, key, byStranger: true);
        for (var row = 0; row < rows; row++)
            _exposed.Read((first + row) % Rows);
        var now = TimeSpan.FromMicroseconds(_kernel.Now);
        if (_strangers is [.., var last] && now - last.To <= ReadStretch.LongestGap)
            _strangers[^1] = last with { To = now };
        else
            _strangers.Add(new ReadStretch(now, now));
        return status;
    }

    public void Handle(int what, long subject)
    {
        var partner = Partners[(int)subject];
        if (what == PartnerHasNewKey)
        {
            partner.Renew();
            return;
        }

        var address = partner.Addresses[partner.Reads++ % partner.Addresses.Count];
        var status = Answer(partner.HasKey);
        if (status == 200)
        {
            GiveOut(partner.Rows, address, NameOf(partner, partner.Key), byStranger: false);
        }
        else
        {
            PartnersRefused++;
            _reports.Refused(status, address, NameOf(partner, partner.Key));
        }

        _kernel.Schedule(
            Between(_gaps, partner.Every * (100 - JitterPercent) / 100, partner.Every * (100 + JitterPercent) / 100),
            _self,
            PartnerReads,
            subject
        );
    }

    static string NameOf(ExportPartner partner, int number) => $"{partner.Id}-{number}";

    static long Between(RandomStream stream, long least, long most) => least + stream.Below((int)((most - least) / 1000)) * 1000L;

    /// <summary>The response of the next running instance in turn.</summary>
    int Answer(bool hasKey)
    {
        if (_balancer.ShedPercent > 0 && _shedding.Below(100) < _balancer.ShedPercent)
            return 503;
        for (var tried = 0; tried < _balancer.Instances.Length; tried++)
        {
            _turn = (_turn + 1) % _balancer.Instances.Length;
            if (_balancer.Instances[_turn].Condition != InstanceCondition.Running)
                continue;
            return IsClosed ? 403
                : hasKey || IsOpen(_balancer.Instances[_turn].Release) ? 200
                : 401;
        }

        return 503;
    }

    bool IsOpen(string release) => (_releases.DefectsOf(release) & ReleaseDefects.OpensExport) != 0;

    void GiveOut(int rows, string address, string key, bool byStranger)
    {
        Log.Add(_turn, byStranger);
        _reads.Add((_kernel.Now, rows));
        _reports.Read(rows, address, key);
    }

    void Replaced(int instance)
    {
        var lines = Log.Replaced(instance);
        if (lines > 0)
            _reports.LogGone(_balancer.Instances[instance].Name, lines);
    }
}
