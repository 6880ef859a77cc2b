using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Tests.Core.PracticeShop.Engine;

/// <summary>The queue that all stations share, compared with the formulas of M/M/c.</summary>
[Trait("Speed", "slow")]
public class QueueingTheoryTests
{
    [Theory]
    [InlineData(1, 0.5, 1_000_000), InlineData(1, 0.8, 4_000_000), InlineData(4, 0.5, 1_000_000), InlineData(4, 0.8, 4_000_000)]
    public void Waiting_times_agree_with_Erlang_C(int servers, double utilisation, int arrivals)
    {
        var station = new Station(servers, utilisation);
        station.Run(arrivals);

        var expected = ErlangC(servers, utilisation) / (servers * (1 - utilisation));
        Assert.InRange(station.MeanWait, expected * 0.97, expected * 1.03);
        Assert.InRange(station.MeanBusy / servers, utilisation * 0.98, utilisation * 1.02);
        // Little's law: the queue length is the rate times the wait.
        Assert.InRange(station.MeanWaiting, station.Rate * station.MeanWait * 0.98, station.Rate * station.MeanWait * 1.02);
    }

    static double ErlangC(int servers, double utilisation)
    {
        var load = servers * utilisation;
        double term = 1,
            sum = 1;
        for (var n = 1; n < servers; n++)
            sum += term *= load / n;
        var last = term * load / servers / (1 - utilisation);
        return last / (sum + last);
    }

    /// <summary>Poisson arrivals, exponential service with a mean of one second.</summary>
    sealed class Station : IComponent
    {
        readonly Kernel _kernel = new();
        readonly ServerGroup _servers;
        readonly RandomStream _gaps = RandomStream.For(11, "gaps"),
            _services = RandomStream.For(11, "services");
        readonly int _self;
        double _waited,
            _busyArea,
            _waitingArea;
        long _since;
        int _left,
            _served;

        public Station(int servers, double utilisation)
        {
            _servers = new ServerGroup(servers);
            Rate = servers * utilisation;
            _self = _kernel.Add(this);
        }

        public double Rate { get; }
        public double MeanWait => _waited / _served / Kernel.Second;
        public double MeanBusy => _busyArea / _kernel.Now;
        public double MeanWaiting => _waitingArea / _kernel.Now;

        public void Run(int arrivals)
        {
            _left = arrivals;
            _kernel.Schedule(0, _self, 0);
            _kernel.RunTo((long)(arrivals / Rate * Kernel.Second));
        }

        public void Handle(int what, long subject)
        {
            _busyArea += (double)_servers.Busy * (_kernel.Now - _since);
            _waitingArea += (double)_servers.Waiting * (_kernel.Now - _since);
            _since = _kernel.Now;
            if (what == 0)
            {
                if (--_left > 0)
                    _kernel.Schedule((long)(Distribution.Exponential.Draw(_gaps) * Kernel.Second / Rate), _self, 0);
                if (_servers.Enter(_kernel.Now))
                    Serve(_kernel.Now);
            }
            else if (_servers.Next(out var arrivedAt))
                Serve(arrivedAt);
        }

        void Serve(long arrivedAt)
        {
            _served++;
            _waited += _kernel.Now - arrivedAt;
            _kernel.Schedule((long)(Distribution.Exponential.Draw(_services) * Kernel.Second), _self, 1);
        }
    }
}
