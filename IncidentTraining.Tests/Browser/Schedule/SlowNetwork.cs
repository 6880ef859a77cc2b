using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace IncidentTraining.Tests.Browser.Schedule;

/// <summary>
/// A network between browser and portal: every byte is delayed by a time per direction, and the line can be cut and restored. It forwards
/// plain TCP, so browser and portal are not aware of it.
/// </summary>
internal sealed class SlowNetwork : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _portal;
    private readonly TimeSpan _toPortal;
    private readonly TimeSpan _toBrowser;
    private readonly ConcurrentDictionary<TcpClient, byte> _lines = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;
    private volatile bool _cut;

    /// <param name="portal">Where the portal listens.</param>
    /// <param name="toPortal">The delay of what the browser sends.</param>
    /// <param name="toBrowser">The delay of what the portal sends.</param>
    public SlowNetwork(Uri portal, TimeSpan toPortal = default, TimeSpan toBrowser = default)
    {
        (_portal, _toPortal, _toBrowser) = (portal, toPortal, toBrowser);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser finds the portal through this network.</summary>
    public Uri Address { get; }

    /// <summary>Ends every connection and refuses new ones.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var line in _lines.Keys)
        {
            line.Close();
        }
    }

    /// <summary>Lets new connections through again.</summary>
    public void Mend() => _cut = false;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var portal = new TcpClient();
        _lines[browser] = _lines[portal] = 0;
        try
        {
            if (_cut)
            {
                return;
            }

            await portal.ConnectAsync(_portal.Host, _portal.Port, _closing.Token);
            browser.NoDelay = portal.NoDelay = true;
            await Task.WhenAny(
                PumpAsync(browser.GetStream(), portal.GetStream(), _toPortal),
                PumpAsync(portal.GetStream(), browser.GetStream(), _toBrowser)
            );
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // A line that was cut or closed at either end: what networks do.
        }
        finally
        {
            _lines.TryRemove(browser, out _);
            _lines.TryRemove(portal, out _);
            browser.Dispose();
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, TimeSpan delay)
    {
        // In transit at the same time, as on a real line: the next bytes do not wait for the previous ones to arrive.
        var underWay = Channel.CreateUnbounded<(long Due, byte[] Bytes)>();
        var delivering = DeliverAsync(underWay.Reader, to);
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _closing.Token) is > 0 and var read)
        {
            var due = TimeProvider.System.GetTimestamp() + (long)(delay.TotalSeconds * TimeProvider.System.TimestampFrequency);
            underWay.Writer.TryWrite((due, buffer[..read]));
        }

        underWay.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> underWay, NetworkStream to)
    {
        await foreach (var (due, bytes) in underWay.ReadAllAsync(_closing.Token))
        {
            var now = TimeProvider.System.GetTimestamp();
            if (due > now)
            {
                await Task.Delay(TimeProvider.System.GetElapsedTime(now, due), _closing.Token);
            }

            await to.WriteAsync(bytes, _closing.Token);
        }
    }
}
