using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Exports;

/// <summary>
/// <c>GET /api/exports/orders</c>: the newest orders with names and addresses, for partners with a key. It is answered from a copy of the
/// table, so that no customer feels a read; the instances check the key, and each keeps an access log of its own.
/// </summary>
sealed class OrderExport : IComponent
{
    const int PartnerReads = 0,
        PartnerHasNewKey = 1;

    /// <summary>Times between a partner's reads differ by so much, in per cent.</summary>
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

    /// <summary>Those who may read it.</summary>
    public ExportPartner[] Partners { get; } = ExportPartner.All();

    /// <summary>The one who may not; reads nothing before a fault lets them in.</summary>
    public Stranger Stranger { get; }

    /// <summary>The access logs of the instances.</summary>
    public AccessLog Log { get; }

    /// <summary>Whether the export answers no one.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Requests per minute that one address may send; 0 for any number.</summary>
    public int AddressLimit => _balancer.AddressLimit;

    /// <summary>Reads of partners that were refused.</summary>
    public int PartnersRefused { get; private set; }

    /// <summary>
    /// Customers who have to be told that a stranger may have read their orders: those whose orders were read, as long as the access logs
    /// tell which those were, and all who have orders in the export when they do not.
    /// </summary>
    public int CustomersExposed => Log.IsLost ? _exposed.All : _exposed.Count;

    /// <summary>The stretches of time in which a stranger read orders, oldest first.</summary>
    public IReadOnlyList<ReadStretch> ReadByStranger => _strangers;

    /// <summary>Rows that were given out in the last stretch of time, to partners and strangers alike.</summary>
    public int RowsIn(TimeSpan window)
    {
        var (rows, since) = (0, _kernel.Now - window.Ticks / TimeSpan.TicksPerMicrosecond);
        for (var read = _reads.Count - 1; read >= 0 && _reads[read].At > since; read--)
            rows += _reads[read].Rows;
        return rows;
    }

    /// <summary>Whether a stranger has read orders in the last stretch of time.</summary>
    public bool WasReadByStranger(TimeSpan window) =>
        _strangers is [.., var last] && TimeSpan.FromMicroseconds(_kernel.Now) - last.To < window;

    /// <summary>The partner of this id.</summary>
    public ExportPartner PartnerOf(string id) => Array.Find(Partners, partner => partner.Id == id)!;

    /// <summary>A partner's key is accepted no more, and the partner gets a new one.</summary>
    public void Revoke(ExportPartner partner)
    {
        partner.Revoke();
        _kernel.Schedule(ExportPartner.NewKeyAfter, _self, PartnerHasNewKey, Array.IndexOf(Partners, partner));
    }

    /// <summary>A stranger asks for a page.</summary>
    /// <param name="first">Its first row.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="address">Where the request comes from.</param>
    /// <param name="partner">Whose key it has; null for none.</param>
    /// <param name="number">Which of the partner's keys.</param>
    /// <param name="isLimited">Whether the address has sent as much in this minute as it may.</param>
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

    /// <summary>What the next running instance in turn answers.</summary>
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
