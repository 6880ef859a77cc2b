using IncidentTraining.Core.Curriculum;
using Microsoft.AspNetCore.Routing.Template;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>The portal's addresses as they are mapped: pages and other endpoints that answer a GET.</summary>
internal sealed class PortalAddresses : IPortalAddresses
{
    private readonly Lazy<IReadOnlyList<TemplateMatcher>> _matchers;
    private IEnumerable<EndpointDataSource> _sources = [];

    public PortalAddresses() => _matchers = new(Read);

    /// <summary>Tells where the endpoints are found; they are read at the first question, when all rooms are mapped.</summary>
    public void Use(IEnumerable<EndpointDataSource> sources) => _sources = sources;

    public bool Exists(string path) => _matchers.Value.Any(matcher => matcher.TryMatch(path, []));

    private List<TemplateMatcher> Read() =>
    [
        .. _sources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(AnswersGet)
            .Where(SaysWhere)
            .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), [])),
    ];

    private static bool AnswersGet(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { HttpMethods.Count: > 0 } methods || methods.HttpMethods.Contains(HttpMethods.Get);

    /// <summary>A pattern that begins with a parameter would take any address and so prove nothing.</summary>
    private static bool SaysWhere(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.PathSegments is [] or [{ IsSimple: true, Parts: [{ IsLiteral: true }] }, ..];
}
