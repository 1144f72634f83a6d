"""The comparison as JSON, for whoever may open the result: same service, same figures, same silences."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from assessments.benchmarks.asking import asked
from assessments.benchmarks.comparing import Comparison
from assessments.benchmarks.wording import hidden
from assessments.results.access import result_or_404


class GroupSerializer(serializers.Serializer[Any]):
    """Who is compared with; "" is all."""

    name = serializers.CharField(source="label")
    secteur = serializers.CharField(source="address.section", help_text="NAF rev. 2 section")
    taille = serializers.CharField(source="address.size")
    type = serializers.CharField(source="address.kind")


class FigureSerializer(serializers.Serializer[Any]):
    """A theme, or the whole (code ""). Null where there is nothing to show."""

    theme = serializers.CharField(source="code")
    title = serializers.CharField()
    own = serializers.DecimalField(12, 3, allow_null=True, coerce_to_string=False)
    peers = serializers.DecimalField(12, 3, allow_null=True, coerce_to_string=False)


class ComparisonSerializer(serializers.Serializer[Any]):
    """Nothing but the reason and the group where `shown` is false."""

    shown = serializers.BooleanField(source="is_shown")
    reason = serializers.SerializerMethodField(help_text="Why nothing is shown; empty otherwise")
    group = GroupSerializer()
    organisations = serializers.IntegerField(source="count", allow_null=True)
    until = serializers.DateTimeField(allow_null=True, help_text="End of the last closed period")
    figures = FigureSerializer(source="lines", many=True)
    wider = GroupSerializer(allow_null=True, help_text="The closest group that is shown instead")

    def get_reason(self, comparison: Comparison) -> str:
        return "" if comparison.is_shown else hidden()


FILTERS = [
    OpenApiParameter("territoire", str, description="Short name of the result's territory or of one above it"),
    OpenApiParameter("secteur", str, description="NAF rev. 2 section, a letter"),
    OpenApiParameter("taille", str, description="Size band, such as 10-19"),
    OpenApiParameter("type", str, description="company, association or public_body"),
]


class ComparisonView(APIView):
    """A result beside its peers; without filters, beside the closest ones whose figures are published."""

    authentication_classes = (SessionAuthentication,)
    permission_classes = ()

    @extend_schema(parameters=FILTERS, responses={200: ComparisonSerializer}, operation_id="compare")
    def get(self, request: Request, pk: UUID) -> Response:
        result = result_or_404(request._request, pk)
        found = asked(result, request.query_params)
        if found.comparison is None:
            return Response(found.form.errors, status=400, headers=PRIVATE)
        return Response(ComparisonSerializer(found.comparison).data, headers=PRIVATE)


PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
