using System.Net.Sockets;
using System.Text;
using IncidentTraining.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>A form that does not arrive is answered as what it is, not as a forgery.</summary>
public sealed class SlowFormTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_that_arrives_too_slowly_is_answered_408_and_not_as_a_forged_one()
    {
        await using var portal = new PortalFactory
        {
            // As soon as the server allows it.
            ConfigureServices = services =>
                services.Configure<KestrelServerOptions>(kestrel =>
                    kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 10_000, gracePeriod: TimeSpan.FromSeconds(1.1))
                ),
        };
        var address = portal.StartOnKestrel();
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port, Ct);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /join HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n_handler=join"
            ),
            Ct
        );
        using var reader = new StreamReader(stream);
        Assert.StartsWith(
            "HTTP/1.1 408 ",
            await reader.ReadLineAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Ct),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_form_without_a_token_is_refused_with_400()
    {
        await using var portal = new PortalFactory();
        using var visitor = portal.CreateClient();
        var answer = await visitor.PostAsync(
            "/join",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "join" }),
            Ct
        );
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
